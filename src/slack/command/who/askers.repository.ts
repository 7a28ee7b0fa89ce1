import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import type { User } from '../../../accounts/users/user.entity';
import { SlackUserBinding } from '../../workspace/slack-user-binding.entity';
import type { SlackPerson } from '../asked';

/** Reads which of our users a Slack user is. */
@Injectable()
export class AskersRepository {
  constructor(private readonly manager: EntityManager) {}

  /** By team and user together: a Slack user of one team is nobody in another. */
  async findUser({ teamId, slackUserId }: SlackPerson): Promise<User | undefined> {
    const binding = await this.manager.findOne(SlackUserBinding, {
      where: { teamId, slackUserId, isActive: true },
      relations: { user: true },
    });
    return binding?.user;
  }
}
