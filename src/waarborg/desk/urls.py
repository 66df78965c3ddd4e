"""The addresses of the workspace. A dossier stands under its number; no address holds anything about anybody."""

from django.urls import path

from waarborg.desk.views import accounts, caseload, dossier, imports, looking, records, start, work

app_name = "desk"

urlpatterns = [
    path("vandaag/", start.today, name="today"),
    path("wat-mag-ik-zien/", start.my_access, name="my_access"),
    path("verklaring/", start.declaration, name="declaration"),
    path("kiezen/", start.place, name="place"),
    path("zoeken/", caseload.search, name="search"),
    path("dossiers/", caseload.caseload, name="caseload"),
    path("dossiers/<str:number>/", dossier.dossier, name="dossier"),
    path("dossiers/<str:number>/toegang/", dossier.who_has_access, name="who_has_access"),
    path("dossiers/<str:number>/wie-keek/", dossier.who_looked, name="who_looked"),
    path("dossiers/<str:number>/bewaren/", dossier.retention, name="retention"),
    path("dossiers/<str:number>/meekijken/", looking.view_ask, name="view_ask"),
    path("dossiers/<str:number>/gegevens/<slug:category>/", records.records, name="records"),
    path("dossiers/<str:number>/gegevens/<slug:category>/toevoegen/", records.record_add, name="record_add"),
    path("dossiers/<str:number>/stukken/<uuid:record_id>/verbeteren/", records.record_correct, name="record_correct"),
    path("dossiers/<str:number>/stukken/<uuid:record_id>/vroeger/", records.record_history, name="record_history"),
    path("dossiers/<str:number>/stukken/<uuid:record_id>/onverkort/", records.record_reveal, name="record_reveal"),
    path("dossiers/<str:number>/herinnering/", work.remind, name="remind"),
    path("dossiers/<str:number>/brieven/", work.letters, name="letters"),
    path("dossiers/<str:number>/brieven/<uuid:letter_id>/", work.letter, name="letter"),
    path("dossiers/<str:number>/brieven/<uuid:letter_id>/geven/", work.letter_give, name="letter_give"),
    path("taken/", work.tasks, name="tasks"),
    path("taken/<uuid:task_id>/klaar/", work.task_done, name="task_done"),
    path("meekijken/", looking.view_requests, name="view_requests"),
    path("meekijken/<uuid:view_id>/", looking.view_request, name="view_request"),
    path("meekijken/<uuid:view_id>/nakijken/", looking.view_review, name="view_review"),
    path("meekijken/<uuid:view_id>/stoppen/", looking.view_stop, name="view_stop"),
    path("invoer/", imports.imports, name="imports"),
    path("invoer/sjabloon/", imports.import_template, name="import_template"),
    path("invoer/geparkeerd/", imports.parked_rows, name="parked_rows"),
    path("invoer/geparkeerd/lijst/", imports.parked_sheet, name="parked_sheet"),
    path("invoer/geparkeerd/weg/", imports.parked_end, name="parked_end"),
    path("invoer/geparkeerd/<uuid:parked_id>/weg/", imports.parked_end_one, name="parked_end_one"),
    path("invoer/<uuid:import_id>/", imports.import_one, name="import_one"),
    path("invoer/<uuid:import_id>/kolommen/", imports.import_columns, name="import_columns"),
    path("invoer/<uuid:import_id>/verslag/", imports.import_report, name="import_report"),
    path("invoer/<uuid:import_id>/inlezen/", imports.import_confirm, name="import_confirm"),
    path("invoer/<uuid:import_id>/ongedaan/", imports.import_undo, name="import_undo"),
    path("invoer/<uuid:import_id>/weg/", imports.import_end, name="import_end"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/nieuw/", accounts.account_new, name="account_new"),
    path("accounts/<uuid:account_id>/link/", accounts.account_invite, name="account_invite"),
    path("accounts/<uuid:account_id>/tweede-stap/", accounts.account_second_step, name="account_second_step"),
    path("accounts/rollen/<uuid:membership_id>/einde/", accounts.role_end, name="role_end"),
]
