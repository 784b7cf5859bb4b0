"""How far coders agree: the page of a case, and what the gate says beside the office's figures."""
