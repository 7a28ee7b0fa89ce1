import './global-setup';

/** Stops what the setup started. */
async function stopTestServers(): Promise<void> {
  await globalThis.stopTestServers?.();
}

// Jest takes the module itself, or its default export, which the house does without.
export = stopTestServers;
