"""Simpul: who delivers which of the seven strategies where. This file is the table of contents."""

from flask import Flask
from flask_babel import Babel
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect

from portal import commands, config, rooms
from portal import tables as tables  # the mappers must know every table
from portal.accounts import sessions
from portal.audit.ending import trail_end
from portal.core.database import db
from portal.files import storage
from portal.notifications import worker
from portal.web import (
    assets,
    context,
    errors,
    finished,
    formats,
    headers,
    locale,
    logs,
    navigation,
    parts,
    serving,
    undefined,
)
from portal.web import uploads as taking
from portal.web.site import Site


def create_app(settings: config.Settings | None = None) -> Flask:
    """The site. Settings come from the environment unless given; an unsafe configuration stops here."""
    settings = settings or config.read_settings()
    app = Site("portal", template_folder=str(config.ROOT / "templates"), static_folder=None)
    app.config.from_mapping(config.flask_settings(settings))
    logs.install(settings)

    db.init_app(app)
    Migrate(app, db, directory=str(config.ROOT / "migrations"), compare_type=True, render_as_batch=True)
    Babel(app, locale_selector=locale.select_locale, default_locale="id", default_timezone="Asia/Jakarta")
    CSRFProtect(app)
    sessions.install(app)

    for part in (
        headers,
        errors,
        formats,
        finished,
        undefined,
        context,
        navigation,
        parts,
        taking,
        storage,
        worker,
    ):
        part.install(app)
    app.jinja_env.globals["asset"] = assets.asset
    for blueprint in rooms.BLUEPRINTS:
        app.register_blueprint(blueprint)
    commands.install(app)
    serving.install(app, settings, trail_end(app))
    return app
