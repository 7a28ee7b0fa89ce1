/** The process does not start like this. The message is one clear line for the operator: what is wrong, and where. */
export class RefusesToStart extends Error {}
