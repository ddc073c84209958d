#!/usr/bin/env python
"""Runs the project's commands. Without an installation's variables they work on the embedded database."""

import os
import sys

WITHOUT_DATABASE = (
    "assignment_case",
    "help",
    "--help",
    "version",
    "--version",
    "stop_database",
    "makemessages",
    "compilemessages",
)


def main() -> None:
    """Start or find the embedded database where one is needed, then run the command."""
    from prm import embedded_folders, embedded_postgres, environment

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prm.settings")
    if environment.is_bare():
        os.environ["PRM_DEMO"] = "true"
    try:
        embedded = not environment.read().production and not environment.read().database_url
        if embedded and not set(WITHOUT_DATABASE).intersection(sys.argv[1:2] or ["help"]):
            embedded_postgres.ensure_running()
    except (environment.EnvironmentProblem, embedded_folders.EmbeddedPostgresError) as problem:
        sys.exit(str(problem))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
