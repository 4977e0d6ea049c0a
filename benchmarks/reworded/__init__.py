"""The same fact said otherwise: which rewordings of a sentence are read alike."""
