"""Invoices: hours and results of a commission, charged to its principal under a number or two and nobody's name.

billing.set_details(actor, party_id, details)      where a principal's invoices go, and what was agreed with it
drafting.draft(actor, dossier_id, asked)           what can be charged, as an invoice that can still be thrown away
finishing.finish(actor, dossier_id, invoice_id)    its number, its PDF and its UBL: from then on it never changes
finishing.credit(actor, dossier_id, invoice_id)    the opposite of it, as a draft
sending.send(actor, dossier_id, invoice_id, how)   by e-mail when nothing but references stand in it
transferring.transfer(actor, first, until)         to the books, with the fields that the regulation lets go
"""
