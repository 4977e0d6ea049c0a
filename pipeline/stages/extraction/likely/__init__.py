"""Numbers that no rule names, named by what such numbers mostly were: a small linear model, trained on our own gold."""
