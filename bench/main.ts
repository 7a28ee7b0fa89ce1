import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Findings } from './figures/findings';
import { toText } from './figures/text-table';
import { backgroundSync } from './measures/background-sync.measure';
import { claim } from './measures/claim.measure';
import { convert } from './measures/convert.measure';
import { firstSync } from './measures/first-sync.measure';
import { laterSync } from './measures/later-sync.measure';
import { unchangedSync } from './measures/unchanged-sync.measure';
import { onStage } from './stage/stage';

const MEASURES = [firstSync, unchangedSync, laterSync, convert, backgroundSync, claim];
const USAGE = `npm run bench -- [--only ${MEASURES.map(({ name }) => name).join('|')}]… [--rounds 7] [--json FILE]`;

/** Takes the measures one after the other, each on a new stage. A goal that is missed is told, not failed. */
async function main(): Promise<void> {
  const { only, rounds, json } = readArguments();
  const findings: Record<string, Findings> = {};
  console.log(`Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}`);
  for (const measure of MEASURES.filter(({ name }) => only.includes(name))) {
    const found = await onStage((stage) => measure.run(stage, rounds));
    findings[measure.name] = found;
    console.log(toText(found));
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(findings, undefined, 2)}\n`);
}

function readArguments(): { only: string[]; rounds: number; json?: string } {
  const names = MEASURES.map(({ name }) => name);
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: names },
      rounds: { type: 'string', default: '7' },
      json: { type: 'string' },
    },
  });
  const rounds = Number(values.rounds);
  const usable = Number.isInteger(rounds) && rounds > 0 && values.only.every((name) => names.includes(name));
  if (!usable) throw new Error(`Usage: ${USAGE}`);
  return { only: values.only, rounds, json: values.json };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
