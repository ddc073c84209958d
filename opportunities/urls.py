from django.urls import path, register_converter

from opportunities import views
from opportunities.editing import views as editing
from opportunities.entry import views as entry
from opportunities.exports import views as exports
from opportunities.filtering import views as filtering
from opportunities.history import views as history
from opportunities.next_step import views as next_step
from opportunities.restricted import views as restricted
from opportunities.revenue import views as revenue
from opportunities.searches import views as searches
from opportunities.stages import views as stages
from opportunities.team import views as team
from opportunities.wins import views as wins
from prm.core.keys import KeyConverter

register_converter(KeyConverter, "key")

app_name = "opportunities"
urlpatterns = [
    path("", views.my, name="my"),
    path("team/", views.team, name="team"),
    path("all/", views.everything, name="all"),
    path("filters/<slug:list_name>/", filtering.filters, name="filters"),
    path("searches/<slug:list_name>/", searches.searches, name="searches"),
    path("searches/<slug:list_name>/save/", searches.save_search, name="save_search"),
    path("search/<key:key>/", searches.change_search, name="change_search"),
    path("search/<key:key>/delete/", searches.delete_search, name="delete_search"),
    path("export/<slug:list_name>/csv/", exports.export_csv, name="export_csv"),
    path("export/<slug:list_name>/workbook/", exports.export_workbook, name="export_workbook"),
    path("export/job/<key:key>/", exports.export_job, name="export_job"),
    path("export/job/<key:key>/cancel/", exports.cancel_export, name="cancel_export"),
    path("export/job/<key:key>/download/", exports.download_export, name="download_export"),
    path("export/file/<str:token>/", exports.export_file, name="export_file"),
    path("new/", entry.enter, name="enter"),
    path("known-accounts/", editing.known_accounts, name="known_accounts"),
    path("new/accounts/", entry.accounts, name="accounts"),
    path("<key:key>/", team.detail, name="detail"),
    path("<key:key>/history/", history.history, name="history"),
    path("<key:key>/stage/", stages.move_stage, name="move_stage"),
    path("<key:key>/win/confirm/", wins.confirm_win, name="confirm_win"),
    path("<key:key>/win/return/", wins.return_win, name="return_win"),
    path("<key:key>/win/withdraw/", wins.withdraw_win, name="withdraw_win"),
    path("<key:key>/edit/", editing.edit, name="edit"),
    path("<key:key>/next-step/", next_step.next_step, name="next_step"),
    path("<key:key>/open/", restricted.open_restricted, name="open_restricted"),
    path("<key:key>/restrict/", editing.restrict, name="restrict"),
    path("<key:key>/lock/", editing.lock, name="lock"),
    path("<key:key>/unlock/", editing.unlock, name="unlock"),
    path("<key:key>/entered-in-error/", editing.entered_in_error, name="entered_in_error"),
    path("<key:key>/not-in-error/", editing.not_in_error, name="not_in_error"),
    path("<key:key>/team/add/", team.add_person, name="add_person"),
    path("<key:key>/team/people/", team.addable_people, name="addable_people"),
    path("<key:key>/team/<key:person_key>/remove/", team.remove_person, name="remove_person"),
    path("<key:key>/team/<key:person_key>/primary/", team.make_primary, name="make_primary"),
    path("<key:key>/give-to-brand-owner/", team.give_to_brand_owner, name="give_to_brand_owner"),
    path("<key:key>/give-back/", team.give_back, name="give_back"),
    path("<key:key>/revenue/", revenue.revenue, name="revenue"),
    path("<key:key>/revenue/new/", revenue.add_line, name="add_line"),
    path("<key:key>/revenue/<key:line_key>/", revenue.change_line, name="change_line"),
    path("<key:key>/revenue/<key:line_key>/copy/", revenue.copy_line, name="copy_line"),
    path("<key:key>/revenue/<key:line_key>/shift/", revenue.shift_line, name="shift_line"),
    path("<key:key>/revenue/<key:line_key>/remove/", revenue.remove_line, name="remove_line"),
    path("<key:key>/revenue/<key:line_key>/restore/", revenue.restore_line, name="restore_line"),
]
