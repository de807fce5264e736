// Model files through Assimp. Whatever the file holds, the answer is whole meshes or problems that name the file.
#include <assimp/config.h>
#include <assimp/postprocess.h>
#include <assimp/scene.h>

#include <algorithm>
#include <assimp/Importer.hpp>
#include <cmath>
#include <system_error>

#include "core/files.hpp"
#include "mesh/glb_plain.hpp"
#include "mesh/mesh_data.hpp"

namespace syn {
namespace {

constexpr std::size_t kLargestFile = 200U << 20U;
constexpr std::size_t kMaxNodes = 100'000;
constexpr int kDeepestNode = 64;

bool finite(const glm::vec3& v) { return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z); }

glm::mat4 matrix_of(const aiMatrix4x4& m) {
  return glm::transpose(glm::mat4(m.a1, m.a2, m.a3, m.a4, m.b1, m.b2, m.b3, m.b4, m.c1, m.c2, m.c3, m.c4, m.d1, m.d2, m.d3, m.d4));
}

std::uint8_t byte_of(float value) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(std::isfinite(value) ? value : 0.0F, 0.0F, 1.0F) * 255.0F));
}

constexpr const char* kWholeModel = "a whole GLB of version 2";

class Reader {
 public:
  Reader(std::string file, const aiScene& scene) : file_(std::move(file)), scene_(scene) {}

  Result<std::map<std::string, MeshData>> read() {
    walk(*scene_.mRootNode, glm::mat4(1.0F), 0);
    if (problems_.empty() && triangles_ == 0) refuse("holds no triangles", "at least one surface");
    if (!problems_.empty()) return failure(std::move(problems_));
    return std::move(meshes_);
  }

 private:
  void refuse(std::string what, std::string remedy) {
    if (problems_.size() < 20) problems_.push_back({.file = file_, .what = std::move(what), .remedy = std::move(remedy)});
  }

  void walk(const aiNode& node, const glm::mat4& parent, int depth) {
    if (depth > kDeepestNode || ++nodes_ > kMaxNodes) {
      refuse("has too many nested nodes", "at most 64 levels and 100000 nodes");
      return;
    }
    const glm::mat4 transform = parent * matrix_of(node.mTransformation);
    for (unsigned i = 0; i < node.mNumMeshes; ++i) {
      if (node.mMeshes[i] >= scene_.mNumMeshes) {
        refuse("names a mesh that is not there", "node entries within the list of meshes");
        continue;
      }
      take(*scene_.mMeshes[node.mMeshes[i]], node, transform);
    }
    for (unsigned i = 0; i < node.mNumChildren; ++i) walk(*node.mChildren[i], transform, depth + 1);
  }

  // A mesh without a name of its own goes by its node's; parts of the same name are joined.
  void take(const aiMesh& mesh, const aiNode& node, const glm::mat4& transform) {
    std::string name = mesh.mName.length > 0 ? mesh.mName.C_Str() : node.mName.C_Str();
    if (name.empty()) name = "mesh";
    triangles_ += mesh.mNumFaces;
    vertices_ += mesh.mNumVertices;
    if (triangles_ > kMaxMeshTriangles || vertices_ > kMaxMeshVertices) {
      refuse("holds more than 5 million triangles or corners", "a model with fewer");
      return;
    }
    MeshData part;
    if (read_vertices(mesh, name, transform, part) && read_faces(mesh, name, transform, part)) {
      meshes_[name].append(part);
    }
  }

  bool read_vertices(const aiMesh& mesh, const std::string& name, const glm::mat4& transform, MeshData& out) {
    if (!mesh.HasPositions() || !mesh.HasNormals()) {
      refuse("mesh '" + name + "' has no positions or no normals", "a surface of triangles");
      return false;
    }
    const glm::mat3 for_normals = glm::transpose(glm::inverse(glm::mat3(transform)));
    for (unsigned i = 0; i < mesh.mNumVertices; ++i) {
      const aiVector3D& p = mesh.mVertices[i];
      const aiVector3D& n = mesh.mNormals[i];
      const glm::vec3 position = glm::vec3(transform * glm::vec4(p.x, p.y, p.z, 1.0F));
      const glm::vec3 normal = for_normals * glm::vec3(n.x, n.y, n.z);
      if (!finite(position)) {
        refuse("mesh '" + name + "' has a position that is not a finite number", "finite numbers only");
        return false;
      }
      out.positions.push_back(position);
      out.normals.push_back(of_length_one(normal));
      if (mesh.HasVertexColors(0)) {
        const aiColor4D& c = mesh.mColors[0][i];
        out.data.push_back({byte_of(c.r), byte_of(c.g), byte_of(c.b), byte_of(c.a)});
      } else {
        out.data.push_back({0, 0, 0, 255});
      }
    }
    return true;
  }

  // A triangle without area has no normal of its own; any direction will do for it.
  static glm::vec3 of_length_one(const glm::vec3& normal) {
    constexpr float kSmall = 1e-15F, kLarge = 1e15F;  // beyond them the squares are no good floats
    const float length = glm::length(normal);
    if (length > kSmall && length < kLarge) return normal / length;
    const glm::dvec3 precise(normal);
    const double precise_length = glm::length(precise);
    if (!std::isfinite(precise_length) || precise_length == 0.0) return {0.0F, 1.0F, 0.0F};
    return glm::vec3(precise / precise_length);
  }

  bool read_faces(const aiMesh& mesh, const std::string& name, const glm::mat4& transform, MeshData& out) {
    const bool mirrored = glm::determinant(glm::mat3(transform)) < 0.0F;
    for (unsigned i = 0; i < mesh.mNumFaces; ++i) {
      const aiFace& face = mesh.mFaces[i];
      if (face.mNumIndices < 3) continue;  // points and lines have no surface
      if (face.mNumIndices > 3) {
        refuse("mesh '" + name + "' has faces of more than three corners", "a surface of triangles");
        return false;
      }
      for (unsigned k = 0; k < 3; ++k) {
        const unsigned index = face.mIndices[mirrored ? 2 - k : k];
        if (index >= mesh.mNumVertices) {
          refuse("mesh '" + name + "' has a triangle whose corner is not there", "corners within the vertices");
          return false;
        }
        out.indices.push_back(index);
      }
    }
    return true;
  }

  std::string file_;
  const aiScene& scene_;
  std::map<std::string, MeshData> meshes_;
  Problems problems_;
  std::size_t triangles_ = 0;
  std::size_t vertices_ = 0;
  std::size_t nodes_ = 0;
};

}  // namespace

Result<std::map<std::string, MeshData>> load_meshes(const std::filesystem::path& path) {
  const std::string file = path.string();
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return failure({.file = file, .what = "is not there or is not a file", .remedy = kWholeModel});
  }
  const auto bytes = read_file(path, kLargestFile);
  if (!bytes) return failure(bytes.error());
  return read_meshes(*bytes, file);
}

Result<std::map<std::string, MeshData>> read_meshes(std::string_view bytes, const std::string& file) {
  if (bytes.empty()) return failure({.file = file, .what = "is empty", .remedy = kWholeModel});
  const auto plain = plain_glb(bytes, file);
  if (!plain) return failure(plain.error());
  try {
    Assimp::Importer importer;
    importer.SetPropertyInteger(AI_CONFIG_PP_SBP_REMOVE, aiPrimitiveType_POINT | aiPrimitiveType_LINE);
    const aiScene* scene = importer.ReadFileFromMemory(
        plain->data(), plain->size(), aiProcess_SortByPType | aiProcess_GenSmoothNormals | aiProcess_ValidateDataStructure, "glb");
    if (scene == nullptr || scene->mRootNode == nullptr || (scene->mFlags & AI_SCENE_FLAGS_INCOMPLETE) != 0) {
      const std::string reason = importer.GetErrorString();
      return failure({.file = file,
                      .what = "cannot be read as a model: " + (reason.empty() ? std::string("incomplete") : reason),
                      .remedy = kWholeModel});
    }
    return Reader(file, *scene).read();
  } catch (const std::exception& exception) {
    return failure({.file = file, .what = std::string("cannot be read as a model: ") + exception.what(), .remedy = kWholeModel});
  }
}

}  // namespace syn
