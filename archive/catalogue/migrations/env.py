"""Alembic's entry: it works on the connection, within the transaction, that `upgrade` opened."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
