"""Units: whose name a name is, though offices were renamed, names are shortened, counties go by several.

names     a unit's name parted into place and matter
reform    what the units of a county were called before the institutional reform of 2018-2019
same      whether two names mean one unit of a dossier
county    the names of the dossier's county
area      whether a document speaks for the county, for another one, for the city above it
"""
