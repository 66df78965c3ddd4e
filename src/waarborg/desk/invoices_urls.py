"""The addresses of invoices, and of what is charged."""

from django.urls import path

from waarborg.desk.views import charging, invoices

PATHS = [
    path("facturen/", invoices.invoices, name="invoices"),
    path("facturen/boekhouding/", invoices.invoices_transfer, name="invoices_transfer"),
    path("dossiers/<str:number>/facturen/", invoices.dossier_invoices, name="dossier_invoices"),
    path("dossiers/<str:number>/facturen/nieuw/", invoices.invoice_new, name="invoice_new"),
    path("dossiers/<str:number>/facturen/<uuid:invoice_id>/", invoices.invoice, name="invoice"),
    path(
        "dossiers/<str:number>/facturen/<uuid:invoice_id>/bestand.<slug:kind>",
        invoices.invoice_file,
        name="invoice_file",
    ),
    path("dossiers/<str:number>/facturen/<uuid:invoice_id>/<slug:act>/", invoices.invoice_act, name="invoice_act"),
    path("opdrachtgevers/<uuid:party_id>/facturen/", invoices.principal_billing, name="principal_billing"),
    path("opdrachtgevers/afspraken/<uuid:contract_id>/tarief/", invoices.agreement_rate, name="agreement_rate"),
    path("werkwijze/facturen/", charging.practice_billing, name="practice_billing"),
]
