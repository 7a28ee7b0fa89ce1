import { Injectable } from '@nestjs/common';

/** How long a person waits before the answer is "Working on it"; Slack itself gives up after 3 s. */
@Injectable()
export class Patience {
  ms = 2_000;
}
