"""The desk as web pages: what the commands do, for people who are not at a terminal.

application   the pages and the data put together, with everything that guards them
office        what one running server works with: dossier, people, clock, limits
rights        which role may ask for which page: the one table
guard         the one place where a request is let in or turned away
sessions      logging in, staying logged in, logging out
headers       what every answer says to the browser
back_room     the process beside the server: takes in (taking_in, watching), checks; minding keeps it running
uploads       files written to disk as they come
passing       errors of ours as pages
drawing       templates with what all pages show
pages/        one file a page
templates/    what they look like; assets/ what the browser fetches beside them
"""
