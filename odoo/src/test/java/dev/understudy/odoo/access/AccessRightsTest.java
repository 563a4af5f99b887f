package dev.understudy.odoo.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessRightsTest {

    private static final long USER = 1;
    private static final long SALES = 2;
    private static final long MANAGER = 3;

    private static final Person ANNA = new Person(10, "anna", Set.of(USER, SALES));
    private static final Person BEN = new Person(11, "ben", Set.of(USER));
    private static final Person CARLA = new Person(12, "carla", Set.of(USER, SALES, MANAGER));

    private static final Menu SHOP = new Menu(1, 0, "Shop", Set.of(), "");
    private static final Menu ORDERS = new Menu(2, 1, "Orders", Set.of(SALES), "acme.order");

    private static final Right READ_ORDERS = new Right("acme.order", SALES, Set.of(Operation.READ));
    private static final Right ALL_OF_ORDERS = new Right("acme.order", MANAGER, EnumSet.allOf(Operation.class));
    private static final Right LINES = new Right("acme.line", SALES, Set.of(Operation.READ, Operation.WRITE));

    private static AccessRights rights(List<Menu> menus, Right... rights) {
        return new AccessRights(
                List.of(ANNA, BEN, CARLA),
                Set.of("acme.order", "acme.line"),
                List.of(rights),
                menus,
                Map.of(),
                Map.of());
    }

    private static AccessRights rights(Right... rights) {
        return rights(List.of(SHOP, ORDERS), rights);
    }

    @Test
    void nothingIsOtherWhereRowsHaveOtherIdsAndSayTheSame() {
        assertThat(rights(READ_ORDERS, LINES)
                        .changeTo(rights(LINES, READ_ORDERS))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aListInTheMenusThatCannotBeReadAnyMoreIsGrave() {
        AccessChange change = rights(READ_ORDERS, ALL_OF_ORDERS, LINES).changeTo(rights(ALL_OF_ORDERS, LINES));
        assertThat(change.grave()).extracting(AccessChange.Moved::shown).containsExactly("acme.order read: anna");
        assertThat(change.menus()).extracting(AccessChange.Gone::shown).containsExactly("Orders: anna");
    }

    @Test
    void aRightThatNobodyHasAnyMoreIsGraveInNoMenuEither() {
        AccessChange change = rights(READ_ORDERS, LINES).changeTo(rights(READ_ORDERS));
        assertThat(change.grave()).extracting(AccessChange.Moved::model).containsExactly("acme.line");
        assertThat(change.lost())
                .extracting(moved -> moved.model() + " " + moved.operation().shown())
                .containsExactly("acme.line read", "acme.line write");
    }

    @Test
    void aModelThatAFieldOfAListLeadsToIsWorkedWith() {
        AccessRights before = withField(READ_ORDERS, LINES, ALL_OF_ORDERS, readLines(MANAGER));
        AccessChange change = before.changeTo(withField(READ_ORDERS, ALL_OF_ORDERS, readLines(MANAGER)));
        assertThat(change.grave()).extracting(AccessChange.Moved::shown).containsExactly("acme.line read: anna");
    }

    private static Right readLines(long group) {
        return new Right("acme.line", group, Set.of(Operation.READ));
    }

    private static AccessRights withField(Right... rights) {
        AccessRights without = rights(rights);
        return new AccessRights(
                without.people(),
                without.models(),
                without.rights(),
                without.menus(),
                Map.of("acme.order", Set.of("acme.line")),
                Map.of());
    }

    @Test
    void aRightToWriteIsToldAndNotGrave() {
        AccessChange change = rights(READ_ORDERS, LINES)
                .changeTo(rights(READ_ORDERS, new Right("acme.line", SALES, Set.of(Operation.READ))));
        assertThat(change.grave()).isEmpty();
        assertThat(change.lost()).extracting(AccessChange.Moved::shown).containsExactly("acme.line write: anna, carla");
    }

    @Test
    void whatLeavesWithItsModelOrItsMenuIsNoLoss() {
        AccessRights before = rights(READ_ORDERS, ALL_OF_ORDERS);
        AccessRights withoutModel =
                new AccessRights(before.people(), Set.of("acme.line"), List.of(), List.of(SHOP), Map.of(), Map.of());
        assertThat(before.changeTo(withoutModel).lost()).isEmpty();
        assertThat(before.changeTo(rights(List.of(SHOP), ALL_OF_ORDERS)).grave())
                .isEmpty();
    }

    @Test
    void whoCouldNotReadBeforeLosesNothing() {
        assertThat(rights(READ_ORDERS).of(BEN)).isEmpty();
        assertThat(rights(READ_ORDERS).shownTo(BEN)).isEmpty();
        assertThat(rights(READ_ORDERS).shownTo(ANNA)).containsExactly(ORDERS);
    }

    @Test
    void aRightForEverybodyTakesThePlaceOfOneForAGroup() {
        AccessChange change =
                rights(READ_ORDERS).changeTo(rights(new Right("acme.order", Right.EVERYBODY, Set.of(Operation.READ))));
        assertThat(change.lost()).isEmpty();
        assertThat(change.won()).extracting(AccessChange.Moved::shown).containsExactly("acme.order read: ben");
    }

    @Test
    void aRuleOfRecordsThatChangesIsTold() {
        AccessRights before = new AccessRights(
                List.of(ANNA),
                Set.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of("acme.order \"own\" (sales)", "[] for read"));
        AccessRights after = new AccessRights(
                List.of(ANNA),
                Set.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of("acme.order \"own\" (sales)", "[('user_id', '=', user.id)] for read"));
        assertThat(before.changeTo(after).rules())
                .containsExactly("~ acme.order \"own\" (sales): [] for read → [('user_id', '=', user.id)] for read");
    }

    @Test
    void impliedGroupsAreFollowedInCirclesToo() {
        assertThat(AccessRights.closure(Set.of(MANAGER), Map.of(MANAGER, Set.of(SALES), SALES, Set.of(USER, MANAGER))))
                .containsExactlyInAnyOrder(MANAGER, SALES, USER);
    }
}
