import { Body, Controller, Delete, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../../accounts/guard/principal';
import { Creates } from '../../accounts/idempotency/creates';
import { ApiProblem } from '../../common/errors/api-problem';
import { BindingRepository } from '../workspace/binding.repository';
import {
  LinkAnswer,
  LinkPreviewAnswer,
  LinkTokenBody,
  toLinkAnswer,
  toLinkPreview,
  UnlinkQuery,
} from './link.wire';
import { SlackLinking } from './slack-linking';
import { SlackLinks } from './slack-links';

/** Links between the caller and Slack users. */
@ApiTags('Slack')
@Controller('integrations/slack/link')
export class LinkController {
  constructor(
    private readonly links: SlackLinks,
    private readonly linking: SlackLinking,
    private readonly bindings: BindingRepository,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Show whom a one-time link names',
    description: 'The link stays valid. Show this before it is used: that Slack user will act as the caller.',
  })
  @ApiOkResponse({ type: LinkPreviewAnswer })
  @ApiProblem(400, 'invalid_link', 'The link is used, older than ten minutes, or unknown')
  async preview(@Body() { token }: LinkTokenBody): Promise<LinkPreviewAnswer> {
    return toLinkPreview(await this.links.preview(token));
  }

  @Post()
  @HttpCode(200)
  @Creates()
  @ApiOperation({
    summary: 'Use a one-time link: its Slack user is linked to the caller',
    description: 'If the Slack user was linked to somebody else before, that link ends.',
  })
  @ApiOkResponse({ type: LinkAnswer })
  @ApiProblem(400, 'invalid_link', 'The link is used, older than ten minutes, or unknown')
  async link(@CurrentUser() { userId }: Principal, @Body() { token }: LinkTokenBody): Promise<LinkAnswer> {
    return toLinkAnswer(await this.linking.link(userId, token));
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Unlink yourself from Slack',
    description:
      'In all workspaces, or only in that of `team_id`. The app stays installed; time entries stay.',
  })
  @ApiNoContentResponse()
  async unlink(@CurrentUser() { userId }: Principal, @Query() { team_id }: UnlinkQuery): Promise<void> {
    await this.bindings.unbind(userId, team_id);
  }
}
