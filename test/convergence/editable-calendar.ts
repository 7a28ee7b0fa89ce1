/** When a meeting takes place. */
export interface Span {
  startsAt: Date;
  endsAt: Date;
}

/** A meeting to put on a calendar; with `repeats` the first of a series. */
export interface NewMeeting extends Span {
  id: string;
  title: string;
  repeats?: { every: 'day' | 'week'; times: number };
}

/** A meeting, or an occurrence of one, as its provider tells it to anybody who reads the whole calendar. */
export interface RemoteMeeting extends Span {
  id: string;
  seriesId: string | null;
  /** What we may know of it: null for a private one. */
  title: string | null;
  /** It is no billable meeting: all day, free, declined, cancelled, without duration. */
  refused: boolean;
}

/** What goes wrong with the n-th page of a listing, or when an event is looked up. */
export interface Disturbance {
  at: number | 'lookup';
  times: number;
  effect: 'error' | 'reset' | 'silence' | 'forgotten';
}

/** A calendar at a simulated provider, in words that fit any of them: `id` is that of a meeting, occurrence or series. */
export interface EditableCalendar {
  /** All that is on it for months around, read anew from the provider's own API, never through the service. */
  read(): Promise<RemoteMeeting[]>;

  put(meeting: NewMeeting): Promise<void>;
  move(id: string, to: Span): Promise<void>;
  makeAllDay(id: string, day: Date): Promise<void>;
  retitle(id: string, title: string): Promise<void>;
  answer(id: string, answer: 'accepted' | 'declined'): Promise<void>;
  setFree(id: string, free: boolean): Promise<void>;
  setPrivate(id: string, isPrivate: boolean): Promise<void>;
  /** Its owner takes it off the calendar. */
  remove(id: string): Promise<void>;
  /** Its organizer cancels it. */
  callOff(id: string): Promise<void>;
  /** "This and following", from an occurrence on. */
  split(id: string, title: string): Promise<void>;

  /** All cursors given out so far are unknown from now on. */
  forgetCursors(): Promise<void>;
  setPages(pages: { size: number | null; emptyAt: number | null }): Promise<void>;
  /** Listings tell this meeting twice, first as it was. */
  tellTwice(id: string | null): Promise<void>;
  /** Whatever else this provider is free to do in this way or another; says what it does now. */
  changeHabits(roll: number): Promise<string>;
  disturb(disturbance: Disturbance): Promise<void>;
  /** Takes all disturbances back. */
  calm(): Promise<void>;
}
