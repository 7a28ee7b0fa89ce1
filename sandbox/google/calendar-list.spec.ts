import { ROBIN, TestBed } from './google.test-bed';

const PATH = '/calendar/v3/users/me/calendarList';
const ACME = { id: 'acme@group.calendar.google.com', summary: 'Acme', selected: false };

interface Page {
  items: object[];
  nextPageToken?: string;
  nextSyncToken?: string;
}

describe('Listing calendars', () => {
  let google: TestBed;
  beforeAll(async () => {
    google = await TestBed.start();
  });
  afterAll(() => google.close());
  beforeEach(async () => {
    await google.robinSignsIn();
    await google.control.seedAccounts({ accounts: [{ email: ROBIN, calendars: [ACME] }] });
  });

  const page = async (params: Record<string, string> = {}) =>
    (await (await google.get(PATH, params)).json()) as Page;

  it('shows the primary calendar under the address of the account', async () => {
    const { items } = await page();
    expect(items[0]).toMatchObject({
      id: ROBIN,
      summary: 'Robin Berger',
      primary: true,
      accessRole: 'owner',
    });
  });

  it('goes page by page', async () => {
    const first = await page({ maxResults: '1' });
    const last = await page({ maxResults: '1', pageToken: first.nextPageToken ?? '' });
    expect(first).not.toHaveProperty('nextSyncToken');
    expect(last).toMatchObject({ items: [{ summary: 'Acme' }], nextSyncToken: expect.any(String) });
    expect(last).not.toHaveProperty('nextPageToken');
  });

  it('leaves a boolean out when it is false', async () => {
    expect((await page()).items[1]).not.toHaveProperty('selected');
  });

  it('asks for a sign-in', async () => {
    expect((await google.get(PATH, {}, { as: 'nobody' })).status).toBe(401);
  });
});
