"""Figures and sentences, both ways: written from templates, and read again."""
