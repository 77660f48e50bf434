"""The shapes that figures come in: what is counted or added up, with what coarse records leave open and what currencies are worth."""
