"""Every model, for Django to find. Our own code imports from the stages."""

import cases.accounts.models  # noqa: F401
import cases.casework.models  # noqa: F401
import cases.coding.models  # noqa: F401
import cases.core.models  # noqa: F401
import cases.evidence.models  # noqa: F401
import cases.intake.models  # noqa: F401
import cases.published.models  # noqa: F401
import cases.releases.models  # noqa: F401
import cases.verification.models  # noqa: F401
import cases.vocabulary.models  # noqa: F401
import cases.witnesses.models  # noqa: F401
