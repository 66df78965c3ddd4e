"""What leaves the house: weighed by the regulation item by item, agreed where it asks, given, and always to be told.

    weigh(actor, dossier_id, asked)           what may go to this recipient, by which article; what may not
    prepare(actor, dossier_id, new)           a copy with the recipient's name in it, waiting to go
    give(actor, dossier_id, disclosure_id)    it goes, if every rule still says so
    given_of(actor, dossier_id)               to whom this client's data went

Nothing leaves an agency but through here: a copy in a file or on paper of one's own is no giving to another.
"""
