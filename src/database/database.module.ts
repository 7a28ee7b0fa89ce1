import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule, type ConfigType } from '@nestjs/config';
import { TypeOrmModule } from '@nestjs/typeorm';
import { databaseConfig } from '../config/database.config';
import { type EntityClass, postgresOptions } from './options';
import { ZoneNamesRepository } from './zone-names.repository';

/** The one data source of the process, and what is known of the database itself. */
@Module({})
export class DatabaseModule {
  /** @param entities every entity of the house; the list lives beside `app.module.ts` */
  static with(entities: EntityClass[]): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          imports: [ConfigModule.forFeature(databaseConfig)],
          inject: [databaseConfig.KEY],
          useFactory: (config: ConfigType<typeof databaseConfig>) => postgresOptions(config.url, entities),
        }),
      ],
      providers: [ZoneNamesRepository],
      exports: [ZoneNamesRepository],
    };
  }
}
