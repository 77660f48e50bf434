"""Words to fields: the comparing form of text, header words, the words of cells, as data and by their parts."""
