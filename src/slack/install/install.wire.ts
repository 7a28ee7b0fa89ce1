import { ApiSchema } from '@nestjs/swagger';
import { OneOf, Text } from '../../common/wire/fields';

/** The app is installed, and where. */
@ApiSchema({ name: 'SlackInstallation' })
export class InstallationAnswer {
  @OneOf(['success']) status!: 'success';
  @Text({ max: 64, description: 'Slack’s id of the team or organisation', example: 'T0123ABCD' })
  workspace_id!: string;
  @Text({ max: 1024, example: 'Acme' }) workspace_name!: string;
  @Text({ max: 2048, example: 'BillOps is installed in Acme.' }) message!: string;
}
