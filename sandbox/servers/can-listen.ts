import { once } from 'node:events';
import { createServer } from 'node:net';

/** Whether nobody listens on the port yet. @param host every address of the machine by default */
export async function canListen(port: number, host?: string): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}
