#include "market/photo.h"
#include "routes.h"

namespace market {
namespace {

constexpr std::size_t kUploadBytesMax = 8'000'000;  // the setting's maximum; it decides below that

struct PhotoDigest {
  std::string photo;
};
BOOST_DESCRIBE_STRUCT(PhotoDigest, (), (photo))

api::Answer<PhotoDigest> store(db::Transaction& tx, const api::Context& context) {
  OLIVE_TRY(product, own_product(tx, context));
  auto digest = set_photo(tx, context.region_id(), product.id, context.request.body,
                          context.principal.person_id, context.now);
  if (!digest) return api::refused(digest.error(), "/photo");
  return PhotoDigest{*std::move(digest)};
}

void upload(const api::Services& services, const std::shared_ptr<const api::Context>& context,
            const api::Done& done) {
  done(api::write_reply(services, [&](db::Transaction& tx) {
    return api::once(tx, services, *context, [&] {
      return api::to_reply<PhotoDigest>(services, *context, 201, store(tx, *context));
    });
  }));
}

// The address is the digest of the content, so what a browser keeps is right for ever.
void download(const api::Services& services, const std::shared_ptr<const api::Context>& context,
              const api::Done& done) {
  const std::string digest = context->path_text("digest");
  const std::string etag = "\"" + digest + "\"";
  const auto photo = services.database->read(
      [&](db::Transaction& tx) { return find_photo(tx, context->region_id(), digest); });
  if (!photo)
    return done(api::reply_problem(services, *context,
                                   api::refused(PhotoRefusal::photo_not_found).error()));
  http::Response response{.content_type = photo->media_type,
                          .body = {},
                          .headers = {{"ETag", etag},
                                      {"Cache-Control", "public, max-age=31536000, immutable"},
                                      {"X-Content-Type-Options", "nosniff"}}};
  const std::string_view known = context->request.header("if-none-match");
  if (known == "*" || known.contains(etag)) response.status = 304;
  else response.body = photo->content;
  done(std::move(response));
}

}  // namespace

std::vector<api::Route> photo_routes() {
  api::Route route = api::raw(http::Method::post, "/api/v1/products/{id}/photo",
                              {.operation = "set_product_photo",
                               .permission = "market.sell",
                               .tag = "market",
                               .summary = "Gives a product its picture: JPEG, PNG or WebP",
                               .success_status = 201,
                               .body_bytes_max = kUploadBytesMax,
                               .takes = "application/octet-stream"},
                              upload);
  route.output = &base::type_info<PhotoDigest>();
  route.is_idempotent_by_key = true;
  return {std::move(route), api::raw(http::Method::get, "/api/v1/photos/{digest}",
                                     {.operation = "get_photo",
                                      .tag = "market",
                                      .summary = "A picture by the digest of its content",
                                      .gives = "application/octet-stream"},
                                     download)};
}

}  // namespace market
