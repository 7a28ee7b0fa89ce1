import { applyDecorators, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../../accounts/guard/principal';
import { Unlimited } from '../../accounts/limits/limit.decorators';
import { ApiProblem } from '../../common/errors/api-problem';
import { Inbox } from './inbox';
import type { Answer, RequestKind } from './incoming';
import { RequestHandling } from './request-handling';

/** Slack's own requests: no bearer and no limit, for they carry a signature. */
const SignedBySlack = (): MethodDecorator =>
  applyDecorators(
    Public(),
    Unlimited(),
    HttpCode(200),
    ApiOkResponse({ description: 'JSON for Slack, or nothing' }),
    ApiProblem(400, 'validation_failed', 'The body is signed, but not what Slack sends'),
    ApiProblem(401, 'unauthenticated', 'The request is not signed by Slack, or older than five minutes'),
    ApiProblem(413, 'payload_too_large'),
    ApiProblem(503, 'provider_not_configured', 'Slack is switched off here'),
  );

/** Where Slack reaches us. What a person did there is always answered with 200, and in words if it failed. */
@ApiTags('Slack')
@Controller('integrations/slack')
export class RequestsController {
  constructor(
    private readonly inbox: Inbox,
    private readonly handling: RequestHandling,
  ) {}

  @Post('commands/time')
  @SignedBySlack()
  @ApiOperation({ summary: '`/time`, as Slack sends it: a signed form' })
  async command(@Req() request: Request): Promise<Answer> {
    return this.answer('command', request);
  }

  @Post('interactions')
  @SignedBySlack()
  @ApiOperation({ summary: 'A click on a button, or a submitted modal: a signed form' })
  async interaction(@Req() request: Request): Promise<Answer> {
    return this.answer('interaction', request);
  }

  @Post('events')
  @SignedBySlack()
  @ApiOperation({ summary: 'An event, as Slack sends it: signed JSON' })
  async event(@Req() request: Request): Promise<Answer> {
    return this.answer('event', request);
  }

  private async answer(kind: RequestKind, request: Request): Promise<Answer> {
    const incoming = this.inbox.take(kind, request);
    if (!incoming) return undefined;
    const { type, challenge } = incoming.body;
    // https://docs.slack.dev/reference/events/url_verification
    if (kind === 'event' && type === 'url_verification') return { challenge };
    return this.handling.answer(incoming);
  }
}
