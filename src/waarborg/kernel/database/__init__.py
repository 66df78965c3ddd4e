"""PostgreSQL, the one database: the embedded server, the program's logins, and the rules in SQL.

`logins`     who connects, and with which address
`server`     starts, adopts and stops the embedded server
`security`   applies each room's `security.sql` as the owner
"""
