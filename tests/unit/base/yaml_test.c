#include "testing.h"

#include "base/yaml.h"

static void nodes_know_where_they_stand(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct error err = {0};
    const struct yaml_node *root = NULL;

    assert_ok(yaml_read(SPAN("a: 1\nb:\n  - x\n  - 'y z'\n"), "f.yaml", &arena, &root, &err), err);

    const struct yaml_node *b = yaml_find(root, "b");
    assert_non_null(b);
    assert_int_equal(b->kind, YAML_SEQUENCE);
    assert_int_equal(b->count, 2);
    assert_int_equal(b->items[1]->line, 4);
    assert_int_equal(b->items[1]->column, 5);
    assert_true(b->items[1]->is_quoted);
    assert_string_equal(b->items[1]->text.bytes, "y z");
    assert_null(yaml_find(root, "c"));
}

static void what_cannot_be_read_says_where(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *says;
    } cases[] = {
        {"a: [1, 2\nb: 3\n", "f.yaml:2:2:"},
        {"a: 1\na: 2\n", "f.yaml:2:1: 'a' stands here and in line 1"},
        {"a: &x [1]\nb: *x\n", "aliases"},
        {"a: \xC3(", "f.yaml: byte 4"},
        {"a: \"x\\0y\"\n", "NUL"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OWN(arena_release) struct arena arena = {0};
        struct error err = {0};
        const struct yaml_node *root = NULL;
        assert_false(yaml_read(span_of(cases[i].text), "f.yaml", &arena, &root, &err));
        assert_int_equal(err.kind, ERROR_USAGE);
        if (strstr(err.text, cases[i].says) == NULL)
            fail_msg("case %zu says: %s", i, err.text);
    }
}

static void an_empty_document_is_an_empty_mapping(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct error err = {0};
    const struct yaml_node *root = NULL;

    assert_ok(yaml_read(SPAN("# nothing\n"), "f.yaml", &arena, &root, &err), err);
    assert_int_equal(root->kind, YAML_MAPPING);
    assert_int_equal(root->count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_know_where_they_stand),
        cmocka_unit_test(what_cannot_be_read_says_where),
        cmocka_unit_test(an_empty_document_is_an_empty_mapping),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
