import { Injectable } from '@nestjs/common';
import { Answers, type Subcommand, type Understood } from '../subcommand';
import { EntryForm } from './entry-form';

/** `/time` alone */
@Injectable()
@Answers('form')
export class FormCommand implements Subcommand<'form'> {
  readonly writes = true;

  constructor(private readonly form: EntryForm) {}

  async answer({ asked, asker, context }: Understood<'form'>): Promise<null> {
    const { triggerId, responseUrl } = asked;
    await this.form.openEmpty(asker, { triggerId, responseUrl, zoned: context });
    return null;
  }
}
