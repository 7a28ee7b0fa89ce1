const swc = (parser, jsc = {}) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: { target: 'es2022', parser, ...jsc },
  },
];

// Packages that are ESM only, or that import() such packages lazily: Jest on Node 20 loads CommonJS alone,
// so they are transformed like our own files.
const esmPackages = [
  '@nestjs/[^/]+',
  'nestjs-pino',
  'jose',
  'gaxios',
  'node-fetch',
  'fetch-blob',
  'formdata-polyfill',
  'data-uri-to-buffer',
];

const base = {
  testEnvironment: 'node',
  transform: {
    '\\.ts$': swc(
      { syntax: 'typescript', decorators: true },
      { transform: { legacyDecorator: true, decoratorMetadata: true }, keepClassNames: true },
    ),
    'node_modules/.+\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  setupFiles: ['<rootDir>/test/harness/no-real-providers.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.sandbox'],
};

module.exports = {
  // One more than the cores of the smallest machine: many tests wait for something.
  maxWorkers: 3,
  // What a test file leaves behind in its worker adds up; a fresh one is quicker than one that only collects garbage.
  workerIdleMemoryLimit: '1.5GB',
  // Tests wait for conditions, and some start processes: the limit is for those that would hang.
  testTimeout: 60_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/{src,sandbox,bench}/**/*.spec.ts', '<rootDir>/test/**/*.unit-spec.ts'],
    },
    {
      ...base,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/test/global-setup.ts',
      globalTeardown: '<rootDir>/test/global-teardown.ts',
    },
    // Minutes, not seconds: `npm run test:faults` alone runs it. Each file breaks servers of its own.
    { ...base, displayName: 'faults', testMatch: ['<rootDir>/test/faults/**/*.fault-spec.ts'] },
  ],
};
