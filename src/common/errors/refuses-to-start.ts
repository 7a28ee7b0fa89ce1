/** The process cannot start. The message tells the operator what is wrong and where: it names variables, never their values. */
export class RefusesToStart extends Error {}
