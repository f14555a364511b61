import type { Schema } from '@platform/api/types';
import { t } from '@platform/i18n/language.svelte';
import { today } from '@platform/i18n/units';
import type { FormError } from '@platform/form.svelte';

/** The part of a request that the hospital's, the desk's and the citizen's form share. */
export class RequestDraft {
  service = $state<Schema<'ServiceKind'>>('hospital_accompaniment');
  income_band = $state<Schema<'IncomeBand'>>('basic_or_near_poor');
  mobility = $state<Schema<'Mobility'>>('walks');
  purpose = $state<Schema<'CarePurpose'>>('outpatient');
  lives_alone = $state(false);
  has_other_service = $state(false);
  discharged_on = $state('');
  wished_from = $state(today());
  visits_per_month = $state<number | null>(null);
  health_note = $state('');

  get needs_discharge(): boolean {
    return this.service === 'discharge_care';
  }

  get problems(): FormError[] {
    const missing = [
      {
        field: 'request.discharged_on',
        text: t('care.request.discharged_missing'),
        is: this.needs_discharge && this.discharged_on === '',
      },
      {
        field: 'request.wished_from',
        text: t('care.request.wished_missing'),
        is: this.wished_from === '',
      },
    ];
    return missing.filter((entry) => entry.is);
  }

  get body(): Schema<'CareRequest'> {
    return {
      service: this.service,
      income_band: this.income_band,
      mobility: this.mobility,
      lives_alone: this.lives_alone,
      has_other_service: this.has_other_service,
      discharged_on: this.discharged_on || undefined,
      wished_from: this.wished_from,
      visits_per_month: this.visits_per_month ?? undefined,
      purpose: this.purpose,
      health_note: this.health_note || undefined,
    };
  }
}

/** Who needs care: a person already known, or described. */
export class ClientDraft {
  person_id = $state('');
  name = $state('');
  born_on = $state('');
  gender = $state<Schema<'Gender'>>('unstated');
  phone = $state('');
  road_address = $state('');
  district_code = $state('');

  get problems(): FormError[] {
    if (this.person_id) return [];
    const missing = [
      { field: 'client.name', text: t('care.client.name_missing'), is: this.name.trim() === '' },
      { field: 'client.born_on', text: t('care.client.born_missing'), is: this.born_on === '' },
      {
        field: 'client.district_code',
        text: t('care.client.district_missing'),
        is: this.district_code === '',
      },
    ];
    return missing.filter((entry) => entry.is);
  }

  get body(): Schema<'ClientForm'> {
    if (this.person_id) return { person_id: this.person_id };
    return {
      name: this.name.trim(),
      born_on: this.born_on,
      gender: this.gender,
      phone: this.phone || undefined,
      road_address: this.road_address || undefined,
      district_code: this.district_code,
    };
  }
}
