"""Every staff page, for Django to find, in the order of the data flow."""

import cases.accounts.admin
import cases.casework.admin
import cases.coding.admin
import cases.desk.admin
import cases.dossiers.admin
import cases.evidence.admin
import cases.intake.admin
import cases.releases.admin
import cases.verification.admin
import cases.vocabulary.admin
import cases.witnesses.admin  # noqa: F401
