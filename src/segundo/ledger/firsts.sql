-- What is the same as what depends on which article is the first with some words. Where another one comes to be that, be
-- it that it arrives later or that the first one changes, all that may have been found by way of the old one is found anew.

CREATE TRIGGER texts_reopen AFTER UPDATE OF first ON texts WHEN old.first != new.first BEGIN
    UPDATE sayings SET root = NULL, parent = NULL, likeness = NULL WHERE root IN (
        SELECT root FROM statements CROSS JOIN sayings ON node = number WHERE article = new.article);
    UPDATE amounts SET root = NULL, parent = NULL, likeness = NULL WHERE root IN (
        SELECT root FROM figures CROSS JOIN amounts ON node = id WHERE article = new.article);
    UPDATE deeds SET root = NULL, parent = NULL, likeness = NULL WHERE root IN (
        SELECT root FROM events CROSS JOIN deeds ON node = id WHERE article = new.article);
END;
CREATE TRIGGER profiles_reopen AFTER UPDATE OF first ON profiles WHEN old.first != new.first BEGIN
    UPDATE amounts SET root = NULL, parent = NULL, likeness = NULL WHERE root IN (
        SELECT root FROM figures CROSS JOIN amounts ON node = id WHERE article = new.node);
    UPDATE deeds SET root = NULL, parent = NULL, likeness = NULL WHERE root IN (
        SELECT root FROM events CROSS JOIN deeds ON node = id WHERE article = new.node);
END;
