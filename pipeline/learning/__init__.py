"""Learning: a person's confirmed and rejected tags make a small model that proposes further ones.

examples    the documents with what a person said of them
model       the model (scikit-learn), fitted anew from the examples each time: nothing is unpickled
propose     the tags it proposes, beside those of the rules
merging     proposals put beside the tags in force
evaluate    precision and recall of the rules, with and without the model
"""
