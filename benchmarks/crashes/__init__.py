"""The program is killed, or its writes fail, at every kind of moment: is anything lost, twice, or left unsaid?"""
