/** What the label of a button, an option or a group can show, in UTF-16 units. */
export const LONGEST_LABEL = 75;

/** What a button can carry, in UTF-16 units. */
export const LONGEST_VALUE = 2000;
