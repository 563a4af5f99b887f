package dev.understudy.cli.demo;

import java.util.List;
import java.util.Random;

/** Names and places of the sample company's customers: made up, and the same for the same seed. */
final class SampleNames {

    /** A country with its towns, and the words that its companies are named with. */
    record Region(String countryCode, List<String> trades, List<String> owners, List<String> forms, List<Town> towns) {}

    /** A town with its post code. */
    record Town(String name, String zip) {}

    /** A customer's name and address. */
    record Customer(String name, String street, Town town, String countryCode, String contact) {}

    private static final List<Region> REGIONS = List.of(
            new Region(
                    "ES",
                    List.of("Talleres", "Bodegas", "Suministros", "Hostelería", "Ferretería", "Riegos", "Maderas"),
                    List.of("Moncayo", "Ebro", "Garraf", "Ibáñez", "del Campo", "Nuñez", "Peñalara", "Aragón"),
                    List.of("S.L.", "S.A.", "e Hijos S.L."),
                    List.of(
                            new Town("Zaragoza", "50001"),
                            new Town("Valencia", "46002"),
                            new Town("Logroño", "26001"),
                            new Town("A Coruña", "15003"),
                            new Town("Lleida", "25002"))),
            new Region(
                    "FR",
                    List.of("Garage", "Établissements", "Boulangerie", "Menuiserie", "Cave", "Atelier"),
                    List.of("du Gave", "Lefèvre", "Dubois", "de l’Adour", "Béarn", "Marchand", "Aubépine"),
                    List.of("SARL", "SAS", "et Fils"),
                    List.of(
                            new Town("Pau", "64000"),
                            new Town("Toulouse", "31000"),
                            new Town("Bayonne", "64100"),
                            new Town("Tarbes", "65000"))),
            new Region(
                    "GB",
                    List.of("Harbour", "Oakfield", "Northgate", "Millstone", "Redbridge"),
                    List.of("Tools", "Kitchens", "Pumps", "Timber", "Motors"),
                    List.of("Ltd", "& Sons Ltd"),
                    List.of(new Town("Bristol", "BS1 4ST"), new Town("Leeds", "LS1 4DY"))));

    private static final List<String> STREETS = List.of(
            "Calle Mayor",
            "Avenida de la Estación",
            "Rue du Port",
            "Rue des Tanneurs",
            "Mill Lane",
            "Polígono Cogullada");

    private static final List<String> GIVEN_NAMES =
            List.of("Lucía", "Íñigo", "Benoît", "Chloé", "Martín", "Agnès", "Ruth", "Owen", "Begoña", "Hélène");

    private static final List<String> FAMILY_NAMES =
            List.of("Gracia", "Muñoz", "Etxeberria", "Lafargue", "Roussel", "Hughes", "Walker", "Serrano", "Castaño");

    private final Random random;

    SampleNames(long seed) {
        this.random = new Random(seed);
    }

    Customer customer() {
        Region region = oneOf(REGIONS);
        return new Customer(
                oneOf(region.trades()) + " " + oneOf(region.owners()) + " " + oneOf(region.forms()),
                oneOf(STREETS) + " " + (1 + random.nextInt(120)),
                oneOf(region.towns()),
                region.countryCode(),
                oneOf(GIVEN_NAMES) + " " + oneOf(FAMILY_NAMES));
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
