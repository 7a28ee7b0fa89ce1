import { createHash } from 'node:crypto';
import { scripts } from '../../package.json';
import { repositoryPaths, textOf } from './repository';

const TABLE = '| the list says | here | fails when it breaks |';

/** SHA-256 of the list's lines: they are quoted, so nobody rewords them. */
const WORDS = '7b859188e24ac188337bd2c81609fc97643b9ec3df929a4356aa14290cfae7fb';

/** The headings of the list, and how many lines it has below each. */
const LIST: [string, number][] = [
  ['## Google Calendar OAuth Flow and Event Sync Logic', 0],
  ['### OAuth Flow', 7],
  ['### Calendar Management', 5],
  ['### Event Synchronization', 7],
  ['### Time Entry Conversion', 5],
  ['### API Endpoints', 4],
  ['## Outlook Calendar Integration (Microsoft Graph)', 0],
  ['### OAuth Flow', 6],
  ['### Microsoft Graph Integration', 5],
  ['### Calendar Management', 5],
  ['### Event Synchronization', 6],
  ['### Time Entry Conversion', 4],
  ['### API Endpoints', 4],
  ['## Slack Integration for Notifications and Time-Capture', 0],
  ['### OAuth and Installation', 5],
  ['### Request Verification', 4],
  ['### User Binding', 4],
  ['### Time Capture via Slash Command', 6],
  ['### Notifications', 6],
  ['### Notification Types', 0],
  ['#### Time Entry Created', 4],
  ['#### Invoice Ready', 4],
  ['#### Daily Summary', 5],
  ['### API Endpoints', 6],
  ['## Calendar Management Features', 0],
  ['### Unified Endpoints', 5],
  ['### Event Conversion', 5],
  ['## Background Tasks (Celery)', 0],
  ['### Sync Tasks', 6],
  ['### Notification Tasks', 4],
  ['### Beat Scheduler', 4],
  ['## Database & Models', 0],
  ['### Models', 5],
  ['### Relationships', 5],
  ['### Indices', 4],
  ['## Configuration', 0],
  ['### Environment Variables', 13],
  ['### Settings', 3],
  ['## Error Handling', 0],
  ['### OAuth Errors', 4],
  ['### API Errors', 4],
  ['### Validation Errors', 4],
  ['## Logging', 0],
  ['### Services', 5],
  ['### Celery Tasks', 4],
  ['### API Endpoints', 3],
  ['## Testing', 0],
  ['### Unit Tests', 5],
  ['### Integration Tests', 5],
  ['### Test Coverage', 5],
  ['### Test File', 4],
  ['## Documentation', 0],
  ['### Implementation Guide', 7],
  ['### Summary Document', 6],
  ['### Quick Start Guide', 7],
  ['## Security', 0],
  ['### OAuth Security', 5],
  ['### Request Verification', 4],
  ['### Data Access', 4],
  ['### Rate Limiting', 4],
  ['## Performance', 0],
  ['### Optimization', 5],
  ['### Monitoring', 5],
  ['## Deployment Ready', 0],
  ['### Code Quality', 5],
  ['### Dependencies', 6],
  ['### Database', 4],
  ['### Celery', 4],
  ['## Summary', 7],
];

interface Line {
  says: string;
  here: string;
  tests: string[];
}

const sections = textOf('docs/coverage.md')
  .split(/^(?=#{2,4} )/m)
  .slice(1)
  .map((section) => {
    const [heading = '', ...text] = section.trimEnd().split('\n');
    return { heading, lines: text.filter((line) => line.startsWith('|')) };
  });
const rows = sections.flatMap(({ heading, lines }) =>
  lines.slice(2).map((line): Line & { heading: string } => {
    const [says = '', here = '', tests = '', ...more] = line.slice(2, -2).split(' | ');
    if (more.length > 0) throw new Error(`Too many cells: ${line}`);
    return { heading, says, here, tests: codeIn(tests).filter((code) => !isCommand(code)) };
  }),
);
const known = new Set(repositoryPaths());

describe('docs/coverage.md', () => {
  it('has the headings of the list in their order, and a row for each of its lines', () => {
    expect(sections.map(({ heading, lines }) => [heading, Math.max(lines.length - 2, 0)])).toEqual(LIST);
    expect(rows).toHaveLength(272);
  });

  it('quotes the lines of the list word for word', () => {
    const words = rows.map(({ heading, says }) => `${heading}: ${says}\n`).join('');
    expect(createHash('sha256').update(words).digest('hex')).toBe(WORDS);
  });

  it('has one kind of table', () => {
    const heads = new Set(sections.flatMap(({ lines }) => lines.slice(0, 2)));
    expect([...heads]).toEqual([TABLE, '|---|---|---|']);
  });

  it.each(rows)('$heading: $says', ({ says, here, tests }) => {
    expect(says).not.toBe('');
    const places = codeIn(here).filter((code) =>
      /^[\w.-]+(\/[\w.-]+)+$|^[\w.-]+\.(json|mjs|md)$|^(src|test|docs|docker|bench|migrations)$/.test(code),
    );
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter((path) => !known.has(path))).toEqual([]);
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((path) => !known.has(path) || !isTest(path))).toEqual([]);
  });
});

function codeIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);
}

/** `npm run check`, of which a test says that it is whole. */
function isCommand(code: string): boolean {
  const [, script = ''] = /^npm run ([\w:]+)$/.exec(code) ?? [];
  return script in scripts;
}

/** What Jest runs: see jest.config.js. */
function isTest(path: string): boolean {
  return /^(src|sandbox|bench)\/.*\.spec\.ts$|^test\/.*\.(unit|e2e)-spec\.ts$|^test\/faults\/.*\.fault-spec\.ts$/.test(
    path,
  );
}
