"""What an event was, in plain words. An action without words of its own is shown by its name."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

NOBODY = _("nobody signed in")

REFUSED = ".refused"

SENTENCES = {
    "sealed.open": _("read sealed text"),
    "record.shown": _("opened the page"),
    "record.not_shown": _("asked for a record that is not there or not theirs to see"),
    "record.searched": _("searched"),
    "record.exported": _("took away a file"),
    "audit.anchor": _("anchored the audit chain"),
    "accounts.signed_in": _("signed in"),
    "accounts.signed_out": _("signed out"),
    "accounts.session_ended": _("was signed out by the program"),
    "accounts.sign_in_failed": _("failed to sign in"),
    "accounts.sign_in_limited": _("was blocked after too many tries to sign in"),
    "accounts.keys_unlocked": _("opened the key ring"),
    "accounts.unlock_refused": _("failed to open the key ring"),
    "accounts.second_factor_added": _("added a second factor"),
    "accounts.second_factor_removed": _("removed a second factor"),
    "accounts.recovery_codes_made": _("made recovery codes"),
    "accounts.recovery_code_used": _("used a recovery code"),
    "accounts.create_first_administrator": _("made the database and its first administrator"),
    "accounts.create_user": _("created an account"),
    "accounts.edit_user": _("changed an account or its roles"),
    "accounts.change_own_password": _("changed their own password"),
    "accounts.make_enrolment_link": _("made an enrolment link"),
    "accounts.enrol": _("enrolled"),
    "accounts.reset_sign_in": _("reset somebody's sign-in"),
    "accounts.lock_down": _("locked everything down"),
    "accounts.lift_lockdown": _("lifted the lockdown"),
    "casework.break_glass": _("broke the glass of a case"),
    "casework.confirm_glass_breaking": _("confirmed having seen that glass was broken"),
    "casework.create_case": _("opened a case"),
    "casework.edit_case": _("changed a case"),
    "casework.set_case_members": _("changed the team of a case"),
    "witnesses.register_witness": _("registered a witness"),
    "witnesses.edit_witness": _("changed a witness"),
    "witnesses.register_group": _("registered a group"),
    "witnesses.edit_group": _("changed a group"),
    "witnesses.record_identity": _("recorded an identity"),
    "witnesses.open_identity": _("opened an identity"),
    "witnesses.record_consent": _("recorded a consent"),
    "witnesses.assess_risk": _("assessed a risk"),
    "intake.register_source": _("registered a source"),
    "intake.edit_source": _("changed a source"),
    "intake.record_context_figure": _("recorded a figure"),
    "intake.edit_context_figure": _("changed a figure"),
    "intake.log_testimony": _("logged a testimony"),
    "intake.log_press_account": _("logged a press account"),
    "intake.edit_testimony": _("changed a testimony"),
    "intake.submit_testimony": _("submitted a testimony"),
    "intake.return_testimony": _("returned a testimony"),
    "evidence.attach_evidence": _("attached evidence"),
    "evidence.open_evidence": _("opened evidence"),
    "coding.describe_event": _("described an event"),
    "coding.edit_event": _("changed an event"),
    "coding.mark_passage": _("marked a passage"),
    "coding.register_actor": _("registered an actor"),
    "coding.edit_actor": _("changed an actor"),
    "coding.describe_labour_situation": _("described a labour situation"),
    "coding.edit_labour_situation": _("changed a labour situation"),
    "coding.code_act": _("coded an act"),
    "coding.edit_act": _("changed an act"),
    "coding.involve_actor": _("tied an actor to an act"),
    "coding.finish_coding": _("finished coding"),
    "verification.begin_verification": _("began a verification"),
    "verification.assess_testimony": _("assessed a testimony"),
    "verification.clear_testimony": _("cleared a testimony"),
    "releases.set_site": _("changed what the public site says about the office"),
    "releases.draft_press_case": _("drafted a press case"),
    "releases.approve_press_case": _("approved a press case"),
    "releases.publish_glossary": _("published the glossary"),
    "releases.start_series": _("started a series of releases"),
    "releases.freeze_slot": _("froze a release"),
    "releases.attach_files": _("attached a release's files"),
    "releases.approve_release": _("approved a release"),
    "vocabulary.load_vocabulary": _("loaded the vocabulary"),
    "vocabulary.edit_category": _("changed a category"),
    "vocabulary.retire_category": _("retired a category"),
}


def in_words(action: str) -> str:
    """The sentence of an action; a refused one says so."""
    done = action.removesuffix(REFUSED)
    words = str(SENTENCES.get(done, done))
    return gettext("refused: %(what)s") % {"what": words} if action.endswith(REFUSED) else words
