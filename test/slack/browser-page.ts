import { createContext, runInContext } from 'node:vm';
import { eventually } from '../harness/eventually';

/** As much of an element as a small page needs. */
class FakeElement {
  textContent = '';
  value = '';
  disabled = false;
  private submitted?: (event: { preventDefault(): void }) => void;

  constructor(public hidden: boolean) {}

  readonly inner = { focus: (): void => undefined, disabled: false };

  querySelector = () => this.inner;
  reset = (): void => undefined;
  addEventListener = (_: 'submit', listener: (event: { preventDefault(): void }) => void): void => {
    this.submitted = listener;
  };

  async submit(): Promise<void> {
    let prevented = false;
    this.submitted?.({ preventDefault: () => (prevented = true) });
    if (!prevented) throw new Error('The browser would have sent the form itself');
    await eventually(() => !this.inner.disabled);
  }
}

/** A page of ours with its script running, without a browser. */
export interface BrowserPage {
  /** The ids of what is shown, of what can be hidden. */
  shown(): string[];
  text(id: string): string;
  fill(values: Record<string, string>): BrowserPage;
  submit(formId: string): Promise<void>;
  /** Path and what follows it. */
  address(): string;
}

/** Loads a page and the one script that it names, and runs that with just enough of a browser around it. */
export async function openPage(origin: string, path: string, hash: string): Promise<BrowserPage> {
  const base = new URL(path, origin);
  const html = await (await fetch(base)).text();
  const [, source] = /<script src="([^"]+)"/.exec(html)!;
  const script = await (await fetch(new URL(source!, base))).text();
  const tags = [...html.matchAll(/<[a-z]+ [^>]*\bid="([^"]+)"[^>]*>/g)];
  const elements = new Map(tags.map(([tag, id]) => [id!, new FakeElement(/ hidden[ >]/.test(tag))]));
  const hideable = tags.filter(([tag]) => / hidden[ >]/.test(tag)).map(([, id]) => id!);
  const location = { hash, pathname: path };
  let address = path + hash;
  const browser = {
    document: { getElementById: (id: string) => elements.get(id) },
    location,
    history: { replaceState: (_state: null, _title: '', to: string) => (address = to) },
    fetch: (to: string, init: RequestInit) => fetch(new URL(to, base), init),
    URLSearchParams,
  };
  runInContext(script, createContext(browser));
  const page: BrowserPage = {
    shown: () => hideable.filter((id) => !elements.get(id)!.hidden),
    text: (id) => elements.get(id)!.textContent,
    fill: (values) => {
      for (const [id, value] of Object.entries(values)) elements.get(id)!.value = value;
      return page;
    },
    submit: (formId) => elements.get(formId)!.submit(),
    address: () => address,
  };
  return page;
}
