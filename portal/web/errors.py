"""Kind pages for everything that goes wrong: what happened, a reference, a way on. Never a trace."""

import logging
from urllib.parse import urlencode

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from portal.core.database import db
from portal.core.errors import Refused, StorageGone, UnknownFilter
from portal.core.wording import _, _l
from portal.web.access import ask_to_sign_in
from portal.web.filters import LAST_PAGE, PLACES
from portal.web.typed import typed_texts
from portal.web.visitor import current_actor

log = logging.getLogger("simpul.errors")
WORDS = {
    400: (_l("Permintaan tidak dapat dibaca"), _l("Muat ulang halaman sebelumnya, lalu coba lagi.")),
    403: (
        _l("Anda tidak berwenang membuka halaman ini"),
        _l("Masuk dengan akun yang berwenang, atau hubungi pengelola."),
    ),
    404: (
        _l("Halaman tidak ditemukan"),
        _l("Alamatnya mungkin salah ketik, atau halamannya belum diterbitkan."),
    ),
    405: (_l("Cara membuka halaman ini tidak tepat"), _l("Buka halaman lewat tautan, lalu coba lagi.")),
    409: (
        _l("Langkah ini tidak bisa dilakukan sekarang"),
        _l("Keadaannya sudah berubah. Muat ulang halaman untuk melihat yang terbaru."),
    ),
    413: (_l("Kiriman terlalu besar"), _l("Kurangi isinya, lalu kirim lagi.")),
    429: (_l("Terlalu banyak permintaan"), _l("Tunggu beberapa menit, lalu coba lagi.")),
    500: (_l("Ada gangguan di pihak kami"), _l("Gangguan ini sudah tercatat. Coba lagi beberapa saat lagi.")),
    503: (_l("Layanan sedang tidak tersedia"), _l("Coba lagi beberapa saat lagi.")),
}


def install(app: Flask) -> None:
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(SecurityError, _wrong_host)
    app.register_error_handler(UnknownFilter, _unknown_filter)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(OperationalError, _database_gone)
    app.register_error_handler(StorageGone, _storage_gone)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def _show(code: int, title: object, message: object, **more: object) -> ResponseReturnValue:
    return render_template(
        "errors/error.html", code=code, title=title, message=message, request_id=g.get("request_id"), **more
    ), code


def _plain(code: int) -> ResponseReturnValue:
    """A page that needs neither database nor layout."""
    title, message = WORDS.get(code, WORDS[500])
    return render_template(
        "errors/plain.html", code=code, title=title, message=message, request_id=g.get("request_id", "-")
    ), code


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error  # a redirect that routing raised
    title, message = WORDS.get(error.code, WORDS[400])
    return _show(error.code, title, message)


def _stale_form(error: CSRFError) -> ResponseReturnValue:
    log.warning("id=%s csrf refused: %s", g.get("request_id"), error.description)
    if _was_signed_out():
        return ask_to_sign_in()
    return _show(
        400,
        _("Formulir ini sudah tidak berlaku"),
        _("Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi."),
        typed=typed_texts(),
    )


def _was_signed_out() -> bool:
    """Whether the form stood behind a door for people with an account, and nobody is signed in any more."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "door", "open") != "open" and not current_actor().is_authenticated


def _wrong_host(error: SecurityError) -> ResponseReturnValue:
    log.warning("id=%s host refused", g.get("request_id", "-"))
    return "400 Bad Request: unknown host", 400, {"Content-Type": "text/plain; charset=utf-8"}


def _unknown_filter(error: UnknownFilter) -> ResponseReturnValue:
    message = error.reason or _(
        'Saringan "%(name)s" tidak mengenal nilai "%(value)s".', name=error.name, value=error.value[:60]
    )
    if error.name in PLACES:
        return _no_such_place(error, message)
    return render_template(
        "errors/filter.html", title=_("Saringan tidak dikenal"), message=message, way_on=request.path
    ), 400


def _no_such_place(error: UnknownFilter, message: object) -> ResponseReturnValue:
    """No page of the list begins there: the list itself does, with the filters that were asked for."""
    kept = {name: value for name, value in request.args.items() if name not in PLACES}
    last = urlencode(kept | {"halaman": LAST_PAGE}) if error.reason else ""
    way_on = request.path + (f"?{urlencode(kept)}" if kept else "")
    return render_template(
        "errors/place.html",
        title=_("Halaman ini tidak ada dalam daftar"),
        message=message,
        way_on=way_on,
        last=f"{request.path}?{last}" if last else "",
    ), 400


def _refused(error: Refused) -> ResponseReturnValue:
    return _show(409, WORDS[409][0], error.reason)


def _database_gone(error: OperationalError) -> ResponseReturnValue:
    log.error("id=%s database: %s", g.get("request_id"), type(error.orig).__name__, exc_info=error)
    db.session.rollback()
    return _plain(503)


def _storage_gone(error: StorageGone) -> ResponseReturnValue:
    log.error("id=%s storage: %s", g.get("request_id"), error, exc_info=error)
    db.session.rollback()
    title, message = (
        _("Penyimpanan berkas sedang tidak tersedia"),
        _("Kiriman Anda belum tersimpan. Coba lagi beberapa saat lagi."),
    )
    return render_template(
        "errors/plain.html", code=503, title=title, message=message, request_id=g.get("request_id", "-")
    ), 503


def _broken(error: Exception) -> ResponseReturnValue:
    log.error("id=%s unexpected", g.get("request_id"), exc_info=error)
    db.session.rollback()
    return _plain(500)
