import type { ServiceProcess } from '../harness/service-process';

/** What `/health/ready` says, as status code and word. */
export async function readiness({ url }: ServiceProcess): Promise<string> {
  const response = await fetch(`${url}/health/ready`);
  const { status } = (await response.json()) as { status: string };
  return `${response.status} ${status}`;
}
