"""How dates are written where Django's own way does not suit: Korean and Russian stay as they are."""
