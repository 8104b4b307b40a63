import { answers } from './bad-input.ts'

answers([
  {
    name: 'a measurement that cannot be is refused by name',
    says: [
      [
        'temp 3,8',
        'Temperatuur: 3,8\u00A0°C kan niet: een waarde ligt tussen 20 en 45. Er is niets vastgelegd. Controleer de komma en de soort meting.',
      ],
      [
        'temp 386',
        'Temperatuur: 386\u00A0°C kan niet: een waarde ligt tussen 20 en 45. Er is niets vastgelegd. Controleer de komma en de soort meting.',
      ],
      ['temp', 'Temperatuur: welke waarde? Er is niets vastgelegd. Typ bijvoorbeeld !temp 37,2.'],
      [
        'rr 95/165',
        'Bloeddruk 95/165\u00A0mmHg kan niet: de bovendruk is niet hoger dan de onderdruk. Er is niets vastgelegd. Typ eerst de bovendruk.',
      ],
      [
        'rr 165',
        'Bloeddruk: noem bovendruk en onderdruk. Er is niets vastgelegd. Typ bijvoorbeeld !rr 125/80.',
      ],
      ['rr 165/95/80', '“165/95/80” is geen getal dat ik kan lezen. Er is niets vastgelegd.'],
      [
        'rr 0/0',
        'Bloeddruk: 0/0\u00A0mmHg kan niet: een waarde ligt tussen 30 en 300. Er is niets vastgelegd. Controleer de komma en de soort meting.',
      ],
      [
        'rr -120/80',
        'Bloeddruk: -120/80\u00A0mmHg kan niet: een waarde ligt tussen 30 en 300. Er is niets vastgelegd. Controleer de komma en de soort meting.',
      ],
      [
        'gewicht 1.000',
        '“1.000” kan op twee manieren worden gelezen: met een komma of met een scheiding van duizendtallen. Er is niets vastgelegd. Typ het getal zonder punt, of met één of twee cijfers achter de komma.',
      ],
      [
        'gewicht 1000',
        'Gewicht: 1000\u00A0kg kan niet: een waarde ligt tussen 0,3 en 400. Er is niets vastgelegd. Controleer de komma en de soort meting.',
      ],
      [
        'gewicht 0',
        'Gewicht: 0\u00A0kg kan niet: een waarde ligt tussen 0,3 en 400. Er is niets vastgelegd. Controleer de komma en de soort meting.',
      ],
      [
        'gewicht 72,4 81,2',
        'Gewicht: er staat meer dan één waarde. Er is niets vastgelegd. Leg één meting per keer vast.',
      ],
      [
        'gewicht <script>alert(1)</script>',
        '“<script>alert(1)</script>” begrijp ik niet bij deze meting. Er is niets vastgelegd. Typ de meting opnieuw zonder dat woord.',
      ],
      [
        'gewicht 72,4 op 31-02',
        '“31-02” is geen datum. Er is niets vastgelegd. Typ bijvoorbeeld 11-01-2026 of gisteren.',
      ],
      [
        'gewicht 72,4 om 25:00',
        '“om” begrijp ik niet bij deze meting. Er is niets vastgelegd. Typ de meting opnieuw zonder dat woord.',
      ],
      [
        'gewicht 72,4 om 23:59',
        '14-01-2026 23:59 ligt in de toekomst. Er is niets vastgelegd. Was het eerder, noem dan de dag: bijvoorbeeld gisteren om 23:50.',
      ],
      [
        'gewicht 72,4 morgen',
        '“morgen” begrijp ik niet bij deze meting. Er is niets vastgelegd. Typ de meting opnieuw zonder dat woord.',
      ],
      [
        'spo2 920',
        'Saturatie: 920\u00A0% kan niet: een waarde ligt tussen 30 en 100. Er is niets vastgelegd. Controleer de komma en de soort meting.',
      ],
      [
        'pijn 11',
        'Pijn: 11 kan niet: een waarde ligt tussen 0 en 10. Er is niets vastgelegd. Controleer de komma en de soort meting.',
      ],
      [
        'pijn -1',
        'Pijn: -1 kan niet: een waarde ligt tussen 0 en 10. Er is niets vastgelegd. Controleer de komma en de soort meting.',
      ],
      [
        'lengte 1,68',
        'Lengte: 1,68\u00A0cm kan niet: een waarde ligt tussen 20 en 250. Er is niets vastgelegd. Controleer de komma en de soort meting.',
      ],
      [
        'glucose 6,2 mg',
        '“mg” begrijp ik niet bij deze meting. Er is niets vastgelegd. Typ de meting opnieuw zonder dat woord.',
      ],
      [
        'pols 1e3',
        'Pols: de eenheid “e3” kan niet. Gebruik /min, of laat de eenheid weg. Er is niets vastgelegd.',
      ],
      [
        'pols NaN',
        '“NaN” begrijp ik niet bij deze meting. Er is niets vastgelegd. Typ de meting opnieuw zonder dat woord.',
      ],
      [
        'pols ٧٦',
        '“٧٦” begrijp ik niet bij deze meting. Er is niets vastgelegd. Typ de meting opnieuw zonder dat woord.',
      ],
      [
        'meet gewicht',
        'Gewicht: welke waarde? Er is niets vastgelegd. Typ bijvoorbeeld !gewicht 72,4.',
      ],
      [
        'ademhaling 0',
        'Ademhaling: 0\u00A0per min kan niet: een waarde ligt tussen 2 en 100. Er is niets vastgelegd. Controleer de komma en de soort meting.',
      ],
      [
        'hartslag 1.000',
        '“1.000” kan op twee manieren worden gelezen: met een komma of met een scheiding van duizendtallen. Er is niets vastgelegd. Typ het getal zonder punt, of met één of twee cijfers achter de komma.',
      ],
    ],
  },
  {
    name: 'a period that is none is refused with an example',
    says: [
      [
        'tijdlijn 31-02',
        '“31-02” is geen periode. Noem een aantal dagen van 1 tot en met 730, bijvoorbeeld !tijdlijn 30d.',
      ],
      [
        'tijdlijn 0d',
        '“0d” is geen periode. Noem een aantal dagen van 1 tot en met 730, bijvoorbeeld !tijdlijn 30d.',
      ],
      [
        'tijdlijn -5d',
        '“-5d” is geen periode. Noem een aantal dagen van 1 tot en met 730, bijvoorbeeld !tijdlijn 30d.',
      ],
      [
        'tijdlijn 99999d',
        '“99999d” is geen periode. Noem een aantal dagen van 1 tot en met 730, bijvoorbeeld !tijdlijn 30d.',
      ],
      [
        'tijdlijn 1e9d',
        '“1e9d” is geen periode. Noem een aantal dagen van 1 tot en met 730, bijvoorbeeld !tijdlijn 30d.',
      ],
      [
        'nieuw 0d',
        '“0d” is geen periode. Typ !nieuw alleen, of noem een aantal dagen van 1 tot en met 730, bijvoorbeeld !nieuw 7d.',
      ],
      [
        'nieuw sinds gisteren',
        '“sinds gisteren” is geen periode. Typ !nieuw alleen, of noem een aantal dagen van 1 tot en met 730, bijvoorbeeld !nieuw 7d.',
      ],
      [
        'rapportage 31-02',
        '“31-02” is geen periode. Noem een aantal dagen van 1 tot en met 730, of alles, bijvoorbeeld !rapportage 30d. Zelf rapporteren kan met !rapporteer.',
      ],
      [
        'rapportage lezen alles nu',
        '“alles nu” is geen periode. Noem een aantal dagen van 1 tot en met 730, of alles, bijvoorbeeld !rapportage 30d. Zelf rapporteren kan met !rapporteer.',
      ],
      ['afwezig 31-02', '“31-02” is geen datum. Er is niets vastgelegd.'],
      ['afwezig 14-07 t/m 01-07', 'De laatste dag ligt vóór de eerste. Er is niets vastgelegd.'],
      ['afwezig 01-01-2020 t/m 02-01-2020', 'Deze periode is al voorbij. Er is niets vastgelegd.'],
      ['afwezig gisteren', 'Deze periode is al voorbij. Er is niets vastgelegd.'],
      [
        'afwezig 20-01 tot 25-01',
        'Schrijf t/m in plaats van tot: dan is duidelijk of de laatste dag meetelt. Er is niets vastgelegd.',
      ],
      [
        'afwezig 01-01-2026 t/m 01-01-2030',
        'Deze periode is langer dan een jaar. Er is niets vastgelegd. Controleer de datums.',
      ],
      [
        'taak @huisarts wond voor 31-02',
        '“31-02” is geen datum. Er is niets verstuurd. Typ bijvoorbeeld voor 03-04-2026 of voor morgen 16:00.',
      ],
      [
        'taak @huisarts wond voor 01-01-2020',
        '“01-01-2020” is al voorbij. Er is niets verstuurd. Typ een datum die nog komt.',
      ],
    ],
  },
])
