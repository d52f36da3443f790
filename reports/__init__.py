"""Numbers: computed once, printed everywhere. Figures and builders never query."""
