"""The trail in plain words. Each room adds its own: "Nama · memverifikasi komitmen · KMT-2026-0001" reads as a sentence."""

from portal.core.wording import LazyString, _l

# What was done, by the name given to `record`.
WORDS: dict[str, LazyString] = {
    "session.begin": _l("masuk"),
    "session.end": _l("keluar"),
    "password.ask": _l("meminta tautan kata sandi baru"),
    "password.reset": _l("mengatur ulang kata sandi lewat tautan surel"),
    "password.change": _l("mengganti kata sandi"),
    "email.confirm": _l("mengonfirmasi alamat surel"),
    "email.ask": _l("meminta penggantian alamat surel"),
    "email.change": _l("mengganti alamat surel"),
    "account.edit": _l("mengubah data akun"),
    "invitation.accept": _l("menerima undangan"),
    "user.invite": _l("mengundang pengguna kantor"),
    "user.remind": _l("mengirim ulang undangan"),
    "user.roles": _l("mengubah peran pengguna"),
    "user.disable": _l("menonaktifkan akun"),
    "user.enable": _l("mengaktifkan kembali akun"),
    "user.make_admin": _l("menjadikan administrator"),
}

# What a changed field is called: by "table.field" where one table needs its own word, else by the field alone.
FIELD_WORDS: dict[str, LazyString] = {
    "name": _l("Nama"),
    "email": _l("Alamat surel"),
    "language": _l("Bahasa"),
    "is_active": _l("Akun aktif"),
    "roles": _l("Peran"),
    "strategies": _l("Strategi"),
    "status": _l("Status"),
    "title": _l("Judul"),
}
