"""Every model, for Django to find. Our own code imports from the stages."""

import cases.accounts.models
import cases.casework.models
import cases.coding.models
import cases.core.models
import cases.dossiers.models
import cases.evidence.models
import cases.intake.models
import cases.published.models
import cases.releases.models
import cases.verification.models
import cases.vocabulary.models
import cases.witnesses.models  # noqa: F401
